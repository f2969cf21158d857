"""The wizard: compile a policy's rules, evaluate, explore, prove and export them."""
