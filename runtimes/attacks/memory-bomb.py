# Takes memory and touches it. The kernel kills it at the limit: the verdict has to say memory, not just signal 9.
blocks = []
while True:
    blocks.append(bytearray(b"x" * (16 << 20)))
