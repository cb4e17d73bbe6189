        default rel
        global  main
        extern  puts

        section .text
main:   sub     rsp, 8
        lea     rdi, [text]
        call    puts wrt ..plt
        xor     eax, eax
        add     rsp, 8
        ret

        section .rodata
text:   db      "żółw 🐢 日本語", 0
