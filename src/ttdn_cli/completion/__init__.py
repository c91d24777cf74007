"""What a shell asks when somebody presses Tab.

It is answered from `table.json`, which a test keeps equal to the commands, so that neither they nor what they import
is loaded. The scripts for the shells stand beside it.
"""
