// Has the bundler take in what the program might not read, and the checker begin with a settings file of the system.
import environment from "/proc/1/environ";
import shadow from "/etc/shadow";

console.log(shadow, environment);
