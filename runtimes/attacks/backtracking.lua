-- Asks one library call for a match that takes longer than the world has left; no hook can interrupt it.
local text = ("a"):rep(30000)
print(text:find((".-"):rep(30) .. "b"))
