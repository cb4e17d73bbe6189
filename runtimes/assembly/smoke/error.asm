        default rel
        global  main
        extern  puts, fflush

        section .text
main:   sub     rsp, 8
        lea     rdi, [text]
        call    puts wrt ..plt
        xor     edi, edi
        call    fflush wrt ..plt
        xor     eax, eax
        mov     eax, [rax]
        ret

        section .rodata
text:   db      "before", 0
