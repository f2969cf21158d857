// Stands before a page's security policy, so that it runs whatever the policy says. An icon that a
// browser looks for by itself, on a page that names none, is not the page's doing.
window.violations = [];
addEventListener(
  'securitypolicyviolation',
  (event) => {
    if (!event.blockedURI.endsWith('/favicon.ico'))
      window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  },
  true,
);
