local name = io.read("l")
local a, b = io.read("n", "n")
print(("Hi %s, %d"):format(name, a + b))
