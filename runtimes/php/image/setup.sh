# Run with sh -eu. Errors belong on the screen of whoever wrote them, and once.
cat >/etc/php/8.4/cli/conf.d/99-box.ini <<'INI'
display_errors = stderr
log_errors = 0
html_errors = 0
error_reporting = E_ALL
zend.assertions = 1
memory_limit = 200M
INI
