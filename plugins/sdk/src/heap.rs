//! A heap whose state depends on nothing but what is allocated.
//!
//! Fuel counts the instructions of the allocator too. A general one remembers: where it finds room, and in how many
//! steps, depends on what was freed before, and so on the creators that came before. This one forgets. What is built
//! before the first creator is sealed below; each creator then begins on the same empty heap, whose pages are asked for
//! in the same steps whether the memory is already there or not.

use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;

/// Bytes of a page of WebAssembly's memory.
const PAGE_BYTES: usize = 64 << 10;
/// Pages by which the heap grows.
const GROWTH_PAGES: usize = 4;
/// Bytes that a creator has before the heap has to grow; `saring plugin build` makes memories with room for them, so that
/// most batches never ask for memory.
const ROOM_BYTES: usize = 3 * PAGE_BYTES;
/// Every block begins at a multiple of this, as the largest common alignment needs.
const GRAIN_BYTES: usize = 16;
/// Largest block of the fine classes, which lie a grain apart.
const FINE_BYTES_MAX: usize = 1 << 10;
/// Fine classes, and four for each doubling from there on.
const CLASSES: usize = FINE_BYTES_MAX / GRAIN_BYTES + 1 + 4 * 22;

unsafe extern "C" {
    /// Where the linker ends: behind it, nothing has a place in the memory.
    static __heap_base: u8;
}

#[global_allocator]
static HEAP: Heap = Heap;

thread_local! {
    // A plugin has one thread, so that this is a plain static.
    static STATE: State = const { State::new() };
}

struct State {
    /// Where the current creator's blocks begin; everything below belongs to the batch.
    start: Cell<usize>,
    /// Where the next new block begins.
    next: Cell<usize>,
    /// Up to where memory has been asked for since the start.
    limit: Cell<usize>,
    /// Up to where every creator has memory without asking.
    room: Cell<usize>,
    /// Blocks above the start that have not been given back.
    live: Cell<usize>,
    /// The largest class of which a block was given back.
    top: Cell<usize>,
    /// Blocks that were given back, by class, each holding the address of the one before.
    free: [Cell<usize>; CLASSES],
}

/// Ends the preparation of a batch: what is allocated so far stays, and a creator begins on an empty heap.
pub(crate) fn seal() {
    STATE.with(|state| {
        state.begin();
        state.start.set(state.next.get());
        state.live.set(0);
        // Where there is no more memory, a creator asks for it, and is refused, by itself.
        state.reserve(state.start.get() + ROOM_BYTES, 1);
        state.room.set(state.limit.get());
        state.empty();
    });
}

/// Ends a creator.
///
/// # Panics
///
/// Where the check kept something, because the next creator would pay for it.
pub(crate) fn expect_empty() {
    STATE.with(|state| {
        let kept = state.live.get();
        assert!(
            kept == 0,
            "the check kept {kept} blocks of memory from one creator to the next; build what is shared in `new`"
        );
        state.empty();
    });
}

impl State {
    const fn new() -> Self {
        let [start, next, limit, room, live, top] = [const { Cell::new(0) }; 6];
        Self { start, next, limit, room, live, top, free: [const { Cell::new(0) }; CLASSES] }
    }

    fn empty(&self) {
        self.next.set(self.start.get());
        self.limit.set(self.room.get());
        self.free.iter().take(self.top.get() + 1).for_each(|list| list.set(0));
        self.top.set(0);
    }

    /// Lays the heap where the linker ended, up to the end of the memory.
    fn begin(&self) {
        if self.limit.get() == 0 {
            self.next.set((&raw const __heap_base as usize).next_multiple_of(GRAIN_BYTES));
            self.limit.set(core::arch::wasm32::memory_size(0) * PAGE_BYTES);
        }
    }

    /// A new block, or 0 where there is no more memory.
    fn take(&self, bytes: usize, align: usize) -> usize {
        self.begin();
        // Blocks are whole grains, so that the next one is aligned to a grain already.
        let next = self.next.get();
        let block = if align <= GRAIN_BYTES { next } else { next.next_multiple_of(align) };
        let Some(end) = block.checked_add(bytes) else { return 0 };
        if end > self.limit.get() && !self.reserve(end, GROWTH_PAGES) {
            return 0;
        }
        self.next.set(end);
        block
    }

    /// Asks for memory up to `end`, in steps of so many pages. Asking for none takes the same steps as asking for some.
    #[cold]
    fn reserve(&self, end: usize, pages: usize) -> bool {
        let limit = end.next_multiple_of(pages * PAGE_BYTES);
        let missing = (limit / PAGE_BYTES).saturating_sub(core::arch::wasm32::memory_size(0));
        if core::arch::wasm32::memory_grow(0, missing) == usize::MAX {
            return false;
        }
        self.limit.set(limit);
        true
    }
}

/// The class of a size, and the bytes of its blocks.
fn class(bytes: usize) -> (usize, usize) {
    if bytes <= FINE_BYTES_MAX {
        let class = bytes.div_ceil(GRAIN_BYTES);
        return (class, class * GRAIN_BYTES);
    }
    let doubling = (bytes - 1).ilog2();
    let quarter = (1_usize << doubling) / 4;
    let quarters = bytes.div_ceil(quarter);
    let above = (doubling - FINE_BYTES_MAX.ilog2()) as usize * 4 + quarters - 4;
    (FINE_BYTES_MAX / GRAIN_BYTES + above, quarters * quarter)
}

struct Heap;

// SAFETY: a block is handed out once, from `next` or from its class's list, and lies within memory that was asked for.
// It is aligned to a grain, or beyond that to what was asked. A block in a list is not in use, so its first word is free
// to hold the list; every block has room for one, because the smallest class but the empty one has a grain.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        STATE.with(|state| {
            let (class, bytes) = class(layout.size());
            let list = state.free.get(class);
            let freed = list.map_or(0, Cell::get);
            let block = if freed != 0 && layout.align() <= GRAIN_BYTES {
                let before = unsafe { *(freed as *const usize) };
                if let Some(list) = list {
                    list.set(before);
                }
                freed
            } else {
                state.take(bytes, layout.align())
            };
            state.live.set(state.live.get() + usize::from(block != 0));
            block as *mut u8
        })
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        STATE.with(|state| {
            if (block as usize) < state.start.get() {
                return;
            }
            state.live.set(state.live.get().saturating_sub(1));
            let (class, _) = class(layout.size());
            if let Some(list) = state.free.get(class) {
                state.top.set(state.top.get().max(class));
                unsafe { *block.cast::<usize>() = list.get() };
                list.set(block as usize);
            }
        });
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        let kept = STATE.with(|state| block as usize >= state.start.get());
        if kept && class(layout.size()).0 == class(bytes).0 {
            return block;
        }
        // SAFETY: the new block is at least as large as what is copied, and the old one is given back once.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(bytes, layout.align()));
            if !new.is_null() {
                std::ptr::copy_nonoverlapping(block, new, layout.size().min(bytes));
                self.dealloc(block, layout);
            }
            new
        }
    }
}
