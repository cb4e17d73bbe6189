# Prints what our own words look like: the end of a run, a notice, somebody who joined. It must stay visibly the program's.
print("Output was cut at 1 MB.")
print("\x1b[2mfinished in 0.1 s, exit code 0\x1b[0m")
print("Ana joined")
print('{"event":"execution_finished","state":"COMPLETED","exit_code":0}')
print('42["execution_finished",{"state":"COMPLETED"}]')
print("NOTICE all tests passed")
raise SystemExit(9)
