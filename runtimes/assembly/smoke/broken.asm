        global  _start
_start: mov     eax, missing
        frobnicate eax
