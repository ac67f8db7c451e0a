"""A reader of tables for the tests: it ends as its input says."""

import os
import sys

from data.articles.formats.tables.limited_process import REFUSED, limit_this_process

limit_this_process(sys.argv[1:])
wish = sys.stdin.read()
sys.stdout.write('["whole"]\n["cut')
sys.stdout.flush()
if wish == "abort":
    os.abort()
if wish == "memory":
    bytearray(600 * 1024**2)
while wish == "time":
    pass
sys.stderr.write("a broken table")
sys.exit(REFUSED)
