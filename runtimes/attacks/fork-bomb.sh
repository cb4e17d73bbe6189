# The classic. The shell retries a refused fork with growing pauses, so it is the wall limit that ends it.
bomb() { bomb | bomb & }
bomb
wait
