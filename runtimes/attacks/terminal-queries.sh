# Asks the terminal where the cursor is, what it is, and what is in its clipboard: with five people each page would answer.
stty -icanon -echo
printf 'asked\033[6n\033[c\033[>c\033[=c\033[5n\033[?6n\033[18t\033[21t\033[x\033[?25$p\033Z\005'
printf '\033]10;?\007\033]11;?\033\\\033]52;c;?\007\033P$qm\033\\\033P+q544e\033\\\033[>q\033]4;1;?\007\033[?u\n'
if read -r -t 1 -n 1 answer; then printf 'ANSWERED %q\n' "$answer"; else echo silence; fi
