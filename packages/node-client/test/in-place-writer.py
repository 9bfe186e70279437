"""Rewrites a config.ini as the official client does: configparser, in place, with no lock.

Arguments: path, milliseconds between emptying the file and filling it. Each line on standard input is one
rewrite, which says "emptied" and "written" on standard output.
"""
import configparser
import sys
import time

path, pause_ms = sys.argv[1], float(sys.argv[2])
for line in sys.stdin:
    config = configparser.ConfigParser()
    config.read(path)
    config["api_keys"][line.strip()] = "ak-python"
    with open(path, "w") as file:
        print("emptied", flush=True)
        time.sleep(pause_ms / 1000)
        config.write(file)
    print("written", flush=True)
