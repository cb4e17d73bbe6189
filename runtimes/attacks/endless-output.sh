# Prints as fast as it can for ever. Ends at the output limit with the first part shown.
yes
