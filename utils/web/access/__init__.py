"""Who is asking, what they may do, and how they sign in. Permission is in roles, what the state allows in policies."""
