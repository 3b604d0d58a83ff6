"""What was published: which bytes, which dataset, and the digest that proves it."""
