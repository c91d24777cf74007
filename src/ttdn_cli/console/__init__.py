"""What people see while a command runs, and the one place that writes."""
