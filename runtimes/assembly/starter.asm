; x86-64 Linux, NASM syntax: system calls, no library.
        global  _start

        section .data
ask:    db      "Your name: "
asked   equ     $ - ask
hello:  db      "Hello, "
greeted equ     $ - hello
world:  db      "world"
bang:   db      "!", 10

        section .bss
name:   resb    100

        section .text
_start: mov     rsi, ask
        mov     rdx, asked
        call    write

        xor     eax, eax                ; read(0, name, 100)
        xor     edi, edi
        mov     rsi, name
        mov     edx, 100
        syscall
        mov     r12, name
        lea     r13, [rax - 1]          ; without the line's end
        test    r13, r13
        jg      greet
        mov     r12, world
        mov     r13, 5

greet:  mov     rsi, hello
        mov     rdx, greeted
        call    write
        mov     rsi, r12
        mov     rdx, r13
        call    write
        mov     rsi, bang
        mov     rdx, 2
        call    write

        mov     eax, 60                 ; exit(0)
        xor     edi, edi
        syscall

write:  mov     eax, 1                  ; write(1, rsi, rdx)
        mov     edi, 1
        syscall
        ret
