def fail():
    raise ValueError("broken")

print("before")
fail()
