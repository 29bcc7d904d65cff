//! Uses the API of the crate without std.

#![no_std]

extern crate alloc;

use alloc::string::{String, ToString};
use core::alloc::{GlobalAlloc, Layout};
use core::panic::PanicInfo;
use toolzz_webhook::{Cpf, Incoming, NewEnrollment, User, Validate, audit, fixture, lines};

/// Decodes, validates, inspects, builds and serializes.
pub fn use_all(body: &[u8]) -> Option<String> {
    let webhook = NewEnrollment::from_slice(body).ok()?;
    webhook.validate().ok()?;
    let cpf: Cpf = webhook.data.user.cpf.parse().ok()?;
    let user = User::builder().id(1).name("Ana").email("ana@example.com").cpf(cpf.to_string()).build();
    let mut built = fixture::new_enrollment();
    built.data.user = user;
    let deliveries = lines(body).filter(|line| matches!(line.decode(), Ok(Incoming::NewEnrollment(_)))).count();
    let record = audit::inspect(body).record().to_string();
    Some(alloc::format!("{} {} {deliveries} {record}", built.to_json(), webhook.idempotency_key()))
}

#[unsafe(no_mangle)]
extern "C" fn use_all_of_the_documented_example() -> usize {
    use_all(fixture::DOCUMENTED.as_bytes()).map_or(0, |summary| summary.len())
}

#[global_allocator]
static ALLOCATOR: NoMemory = NoMemory;

struct NoMemory;

// SAFETY: every allocation fails.
unsafe impl GlobalAlloc for NoMemory {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        core::ptr::null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}
