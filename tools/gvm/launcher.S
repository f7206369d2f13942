# The launcher, which gvm build puts before programs, as read-only data.
.section .rodata
.global gvm_launcher_bytes
.global gvm_launcher_bytes_end
.balign 4096
gvm_launcher_bytes:
.incbin "gvm_launcher"
gvm_launcher_bytes_end:
.section .note.GNU-stack,"",@progbits
