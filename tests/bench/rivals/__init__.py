"""The bots Đầu Mối is measured against, each a process of its own."""
