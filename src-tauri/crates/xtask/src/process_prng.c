/* A stand-in for bcryptprimitives.dll, which old wine lacks. For tests under wine only: never ship it. */
#include <stddef.h>
/* The system's own random bytes, under the name advapi32 exports them by. */
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *, unsigned long);
__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *bytes, size_t count) {
    return SystemFunction036(bytes, (unsigned long)count);
}
