# expect: passed
# and then: solution.py
import os

os.makedirs("a/b/c", exist_ok=True)
for number in range(500):
    with open(f"a/b/c/{number}", "w", encoding="ascii") as file:
        file.write("x")
os.chmod("a/b", 0o500)
