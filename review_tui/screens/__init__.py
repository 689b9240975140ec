"""What people see. A screen talks to a desk and to nothing behind it."""
