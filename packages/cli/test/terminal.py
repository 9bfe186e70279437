"""Runs a command on a terminal of its own and answers it. Reads JSON from standard input, prints JSON.

In: {"argv": [...], "env": {...}, "cwd": "...", "steps": [{"wait": "text", "send": "text"} | {"wait": "text", "signal": "INT"}]}
Out: {"shown": all that the terminal showed, "code": exit code or null, "signal": number or null}
"""
import json, os, pty, select, signal, sys, time

ask = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(ask['cwd'])
    os.execvpe(ask['argv'][0], ask['argv'], ask['env'])

shown, seen, steps, end = '', 0, list(ask['steps']), time.monotonic() + 15
while time.monotonic() < end:
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        shown += data.decode('utf-8', 'replace')
    while steps and steps[0]['wait'] in shown[seen:]:
        step = steps.pop(0)
        seen = shown.index(step['wait'], seen) + len(step['wait'])
        time.sleep(0.1)
        if 'send' in step:
            os.write(terminal, step['send'].encode())
        else:
            os.kill(pid, getattr(signal, 'SIG' + step['signal']))
else:
    os.kill(pid, signal.SIGKILL)
status = os.waitpid(pid, 0)[1]
json.dump({
    'shown': shown,
    'code': os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
    'signal': os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
    'unmet': [step['wait'] for step in steps],
}, sys.stdout)
