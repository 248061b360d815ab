"""SHOW: newsletter block, feeds, page, static site, web app. The only room that knows Jinja2 and HTTP answers."""
