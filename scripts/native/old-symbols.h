/*
 * glibc 2.29 brought new versions of these functions, which differ from the old ones in how they report errors, not in
 * what they give. SQLite uses them for its maths functions; by the old versions a driver also loads on glibc 2.28.
 */
#if defined(__x86_64__)
#define NIANSHU_FIRST_GLIBC "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define NIANSHU_FIRST_GLIBC "GLIBC_2.17"
#else
#error "which version of glibc was the first on this machine?"
#endif

__asm__(".symver exp,exp@" NIANSHU_FIRST_GLIBC);
__asm__(".symver log,log@" NIANSHU_FIRST_GLIBC);
__asm__(".symver log2,log2@" NIANSHU_FIRST_GLIBC);
__asm__(".symver pow,pow@" NIANSHU_FIRST_GLIBC);
