"""The menu's names for the parts of a site."""

MAIN = {
    "": "Home",
    "should-i-post/": "Should I post this?",
    "code/": "Code of conduct",
    "talk-to-us/": "Complain or ask",
    "report/": "Get help",
}
MORE = {
    "if-a-rule-is-broken/": "If a rule is broken",
    "who-does-what/": "Who does what",
    "law/": "The law in brief",
    "forms/": "Forms to print",
    "handbook/": "Handbook to print",
    "about/": "About this site",
}
