count = 1
count.missing
