"""From the table of an annex to the draft of a plan, for `ttdn plan new --from`."""
