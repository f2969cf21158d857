"""Compile a school's structured social media policy into a site for parents."""
