"""What `daumoi doctor` looks at: each check gives findings, each finding says its own mend."""
