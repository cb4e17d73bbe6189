def greet(name: str) -> str:
    return f"Hello, {name}!"


name = input("Your name: ")
print(greet(name or "world"))
