"""What has been submitted against one plan, as of one day (SPEC section 3)."""
