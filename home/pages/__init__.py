"""Page types of the site, one module each."""
