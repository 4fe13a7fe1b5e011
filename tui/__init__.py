"""What you see and press: the command line, the screens and the terminal itself.

May import `store`; never SQL.
"""
