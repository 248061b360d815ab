"""FETCH: the only room that knows Scrapy. Visits portals politely and leaves harvest files."""
