"""Markdown for pages: escaping by place, descriptions made safe, links between pages."""
