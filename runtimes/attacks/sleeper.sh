# Uses no processor time at all, and stops itself: only a wall clock can end it.
kill -STOP $$
