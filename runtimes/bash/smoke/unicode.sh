word="żółw 🐢"
echo "$word"
echo "${#word}"
