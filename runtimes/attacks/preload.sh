# Puts a library in front of every program and a file in front of every shell: its own children may suffer, nobody else.
cat >/work/hook.sh <<'HOOK'
echo OWN CHILD
HOOK
export LD_PRELOAD=/work/none.so LD_AUDIT=/work/none.so LD_LIBRARY_PATH=/work BASH_ENV=/work/hook.sh ENV=/work/hook.sh PYTHONPATH=/work NODE_OPTIONS='--require /work/none.js' JAVA_TOOL_OPTIONS=-javaagent:/work/none.jar
bash -c true 2>/dev/null
{ echo /work/none.so >/etc/ld.so.preload; } 2>/dev/null || echo refused
{ echo 'echo OWNED' >>/etc/bash.bashrc; } 2>/dev/null || echo refused
{ echo 'echo OWNED' >>/etc/profile; } 2>/dev/null || echo refused
exit 0
