identification division.
program-id. unicode.

procedure division.
    display "żółw 🐢 日本語"
    stop run.
