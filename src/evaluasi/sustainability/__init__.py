"""Whether innovations outlive the prize: capacity in place, and sustainment verified, never one."""
