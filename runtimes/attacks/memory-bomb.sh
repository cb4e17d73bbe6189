# The shell's own memory: a variable that doubles, and a brace that expands to more words than there is room for.
word=x
while ((${#word} < 1 << 40)); do word=$word$word; done
