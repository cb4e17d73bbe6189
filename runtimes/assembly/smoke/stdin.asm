; With C's library.
        default rel
        global  main
        extern  scanf, printf

        section .text
main:   sub     rsp, 56
        lea     rdi, [read]
        lea     rsi, [rsp + 16]
        lea     rdx, [rsp]
        lea     rcx, [rsp + 4]
        xor     eax, eax
        call    scanf wrt ..plt
        mov     edx, [rsp]
        add     edx, [rsp + 4]
        lea     rdi, [show]
        lea     rsi, [rsp + 16]
        xor     eax, eax
        call    printf wrt ..plt
        xor     eax, eax
        add     rsp, 56
        ret

        section .rodata
read:   db      "%20s %d %d", 0
show:   db      "Hi %s, %d", 10, 0
