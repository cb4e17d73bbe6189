import sys

name = input("Your name: ")
print(f"Hi {name}, {int(input()) + int(input())}")
print("rest:", repr(sys.stdin.read()))
