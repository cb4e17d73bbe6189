# Writes bytes that are no text: every byte alone, cut characters, overlong ones, surrogates, and then plain words.
import os

os.write(1, bytes(range(256)))
for broken in (b"\xc3", b"\xe2\x82", b"\xf0\x9f\x90", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xff\xfe", b"\x80" * 1000):
    os.write(1, broken)
os.write(1, "\nstill here: naïve 🐢\n".encode())
