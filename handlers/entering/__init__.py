"""Nhập thay: the coordinator enters for an agency, from its document or a call."""
