"""What Latin letters sound like, and how scripts write those sounds; `latin_sounds` says how to read the rows."""

from __future__ import annotations

SPELLED = """
a a=0 e=.2 o=.2 ei=.15 u=.3 -=.55
e e=0 i=.15 ei=.08 a=.2 o=.25 -=.25 ye=.05 u=.4
i i=0 ai=.1 e=.15 y=.05 -=.35 a=.35
o o=0 u=.1 a=.15 ou=.05 -=.45 e=.35 au=.2
u u=0 a=.12 yu=.05 o=.15 i=.25 e=.3 -=.4 w=.1
y i=0 y=0 ai=.1 u=.15 -=.3 e=.2
e$ e=0 -=.03 i=.15 a=.15
a$ a=0 -=.4 o=.3 e=.3
ee i=0 e=.15
ea i=.03 e=.05 ea=0 ia=.1 ei=.05
oa o=0 oa=0
ao ao=0 au=0 an=.1 o=.15
oo u=0 o=.05
ou u=0 ou=.05 au=.05 o=.1 a=.15
au au=0 o=.05 a=.2 ao=0
aw o=.05 au=0
ow ou=0 au=0 o=.08 ov=.05
aa a=0 aa=0
aeL l=.05 eL=0 aL=.05
ai ai=0 e=.08 ei=.05 ay=0 i=.3
ay ei=.03 ai=0 e=.08 ay=0
ei ei=0 ai=.05 i=.08 e=.1 ey=0
ey ei=0 i=.05 ey=0 e=.1 ai=.15
eu eu=0 oi=.05 yu=.08 o=.12 u=.15 e=.15 eo=.1
ew yu=0 u=.05
ie ie=0 i=.05 e=.15 ye=0
ue ue=0 u=.1 e=.1 we=.05 yu=.05
oe oe=0 o=.1 e=.08 we=.05 u=.1
ae ae=0 e=.03 a=.1 ai=.1
ia ia=0 ya=0 a=.2
io io=0 yo=0 o=.2
iu iu=0 yu=0
ua ua=0 wa=0
ui ui=0 wi=0 i=.15 u=.15
uo uo=0 wo=0 o=.1
oi oi=0 wa=.05 ua=.05
ois. wa=.03 ua=.03 ois=0
oy oi=0 oy=0
eau o=0
eo eo=0 io=.05 yo=.05 E=0
ya ya=0 ia=0
ye ye=0 e=.03 ie=0
yi i=0 yi=0
yo yo=0 o=.08 io=0 ye=.1
yu yu=0 u=.05 iu=0 you=.05
eR eR=0 a=.05 aR=.1 e=.1 o=.1 R=.1
re R=.15
towN t2n=.05 tawn=0 taun=0 toun=.05
re$ R=0 r=0 -=.08 ra=.1 re=0
aR aR=0 a=.03
oR oR=0 o=.03 a=.08 aR=.1
uR uR=0 a=.05 aR=.08 eR=.1 o=.1 u=.1
iR iR=0 a=.08 ia=.05 eR=.1 i=.1
ier$ ie=0 ieR=0 ia=.05
ur. e=.1 a=.05 uR=0
ah$ a=0
eh$ e=0
b b=0
bh b=0
c k=0 s=.15 C=.15 c=.1 J=.2
C s=0 C=.05 c=.05 k=.2 T=.05 J=.2
ch C=0 k=.08 S=.08 x=.08
ck k=0
cz C=0
cs C=.1 ks=.1
d d=0 t=.15
dh d=0 z=.1
dj J=0 d2y=.05 dy=.05
dz J=.05 z=.05 c=.1 dz=0
dg J=0
f f=0 v=.15
g g=0 k=.15 -=.35
G J=0 g=.03 Z=.05 x=.12
gh g=0 -=.1 f=.2
ig. ig=0 ih=.08 ix=.08 ixi=.08 ik=.08
gn ny=0 n=.1 gn=0
gu gu=0 g=.05 gw=0
h h=0 -=.12 x=.03
j J=0 y=.08 Z=.03 x=.12 i=.1
k k=0
kh x=0 k=.08 h=.03
kn n=.1 kn=0
l l=0
ll l=0 y=.1 J=.15 lv=.2
lL l=0
L L=0 u=.15
m m=0
M m=0 n=.05
mb 0=0 m=.2 6=.05
mp 6=0
Nt 7=0
Nd 9=0 n=.2
nd 9=0
Nk nk=0 8=.02
mc mak=0
n n=0
N n=0 m=.1 N=.12
ng N=0 Ng=0 n=.1 nJ=.08
ny ny=0 n=.1 ni=0
p p=0
ph f=0
q k=0 C=.08 g=.15
ques. k=0
cques. k=0
cqu k=0
qu k=0 kw=0 ku=0 k5w=0
r r=0 x=.25
R R=0
rz Z=.1
s s=0 z=.05 S=.12
sch S=0 sk=.08
sh S=0 s=.15
shch SC=0 S=.03
sz s=0 S=.03
t t=0
t. t=0 -=.3
d. d=0 t=.1 -=.3
s. s=0 z=.05 S=.1 -=.35
x. ks=0 k5s=0 k2s=0 s=.1 -=.25
z. z=0 s=.05 c=.05 -=.4
th T=0 t=.04
tch C=0
tsch C=0
ts c=0
tz c=0
tzsch C=0 c=.1
v v=0 f=.12 w=.08 b=.05
w w=0 v=.04 u=.03 -=.2
wh w=0
wr r=0
x ks=0 k5s=0 k2s=0 s=.08 S=.1 h=.12 z=.1 x=.12
z z=0 s=.08 c=.08 J=.1 Z=.05
zh Z=0 J=.03
zz c=.03 z=0
I l=0 -=.05
tioN Son=0 SEn=0 Sen=0
Gi J=0 Ji=0 gi=.05 Zi=.05 xi=.15
Ci C=.05 Ci=.05 si=0 ci=.05
"""
"""Letters, and the sounds they may stand for."""
WRITTEN = {
    "Korean": """
6 mp=0
7 nt=0
8 Nk=0
9 nd=0
0 mb=0
l r=0
r r=0
R r=0 -=.08
L r=0
f p=0 h=.1
v b=0 p=.1
z J=0 s=.08
Z J=0
c C=0 s=.05 J=.05
C C=0 J=.06
J J=0 C=.08
S s=0 sy=0 sw=.05
T s=0 t=.04 d=.06
x h=0 k=.04
k k=0 g=.04
g g=0 k=.06
p p=0 b=.05
b b=0 p=.08
t t=0 d=.04 C=.1
d d=0 t=.06 J=.1
s s=0 sy=.05
n n=0 N=.03
N N=0 n=.05 Ng=.05
m m=0
w w=0 u=0 o=.1
a a=0 A=.02 E=.12
e e=0 A=.02 E=.05 5=.15 yE=.1
o o=0 E=.03 5=.15
u u=0 E=.08 5=.08 yE=.2
i i=0 3=0 5=.2
y y=0 i=.02
""",
    "Japanese": """
6 mp=0 np=0
7 nt=0 nC=.06
8 nk=0
9 nd=0 nJ=.08
0 mb=0 nb=0
i i=0 3=0
u u=0 5=0
o o=0 4=0
e e=0 3=.15 5=.15 4=.15
l r=0
R r=0 -=.03
L r=0 -=.15
v b=0 v=0 w=.04 f=.1
T s=0 t=.05 z=.05
x h=0 k=.04
Z J=0 z=.04
w w=0 u=0 b=.06
f f=0 h=.04
h h=0 f=.02
s s=0 S=.04 z=.1
z z=0 J=.04 s=.08
t t=0 C=.06 c=.04
d d=0 J=.08 z=.08
c c=0 s=.06 C=.06 z=.08
N n=0 ng=0
J J=0 z=.06
C C=0
k k=0
g g=0 k=.1
p p=0
b b=0
m m=0 n=.04
y y=0 i=.02
""",
    "Chinese": """
6 mp=.06 np=.06 m5p=0
7 nt=0 nd=.06
8 nk=0
9 nd=0 nt=.08
0 mb=.06 nb=.06 m5b=0
l l=0 R=.06 r=.03
r l=0 r=0
R R=0 -=.04 l=.06
L R=0 l=0 -=.1
b b=0 p=.08
p p=0 b=.06
d d=0 t=.08 J=.1
t t=0 d=.06 C=.12 J=.12
g g=0 k=.08 J=.1
k k=0 g=.06 J=.12
v w=0 f=.03 b=.12 v=0
w w=0 hw=0 v=0
f f=0 h=.1
x h=0 k=.06 S=.1
h h=0 S=.06
s s=0 S=.06 z=.1 c=.1
S S=0 s=.08
z z=0 s=.06 c=.06
Z J=0 r=.1
J J=0 C=.06 y=.08
C C=0 J=.08 S=.1
c c=0 z=.04 s=.08
T s=0 t=.04 d=.06
N N=0 n=0 Ng=.05
n n=0 N=0
m m=0
y y=0 i=.03
a a=0 o=.12 e=.2 1=0
e e=0 2=0 a=.12 i=.1 ai=.08 o=.15
i i=0 3=0 e=.12 2=.1
o o=0 4=0 u=.1 a=.12 au=.05 2=.1
u u=0 5=0 o=.1 yu=.1
""",
    "": """
a a=0 1=0
6 mp=0 b=.02
7 nt=0 d=.02
8 nk=0 g=.02
9 nd=0 d=.02
0 mb=0 b=.02
S S=0 s=.03
C C=0 c=.04 S=.08
J J=0 Z=.04 dZ=.04 c=.1 C=.1 y=.1
Z Z=0 z=.04
T T=0 t=.03
x x=0 k=.05 h=.02
h h=0 x=.03 -=.1
w w=0 v=.03 u=0 gu=.05
v v=0 w=.05 b=.06 f=.08
R r=0 -=.25
L l=0
b b=0 mp=.02 mb=.05 v=.1
d d=0 nd=.05 T=.08
g g=0 ng=.05 y=.1
f f=0 p=.08
c c=0 s=.1 ts=0 C=.03
N ng=0 n=.05 N=0
k k=0 g=.12
z z=0 J=.08 s=.08
n n=0 m=.08
y y=0 i=0 g=.1
s s=0 z=.06
""",
}
"""How a script writes a sound that it does not write as itself; "" stands for those that spell letter by letter."""
EXTRA = {
    "Korean": {"1": 0.1, "2": 0.1, "3": 0.06, "4": 0.1, "5": 0.03, "y": 0.1, "w": 0.15, "i": 0.35, "u": 0.4, "a": 0.5,
               "E": 0.35, "e": 0.4, "o": 0.4, "h": 0.2, "g": 0.35, "n": 0.4},
    "Japanese": {"1": 0.1, "2": 0.1, "3": 0.06, "4": 0.04, "5": 0.03, "u": 0.2, "i": 0.25, "y": 0.1, "a": 0.35,
                 "o": 0.4, "e": 0.4, "r": 0.4, "h": 0.3},
    "Chinese": {"1": 0.08, "2": 0.03, "3": 0.05, "4": 0.06, "5": 0.03, "R": 0.15, "n": 0.25, "N": 0.2, "i": 0.25,
                "a": 0.35, "u": 0.3, "o": 0.35, "e": 0.3, "y": 0.15, "w": 0.2, "h": 0.25},
    "": {"1": 0.03, "a": 0.35, "e": 0.35, "i": 0.3, "o": 0.45, "u": 0.45, "y": 0.15, "h": 0.25, "n": 0.4, "s": 0.5},
}  # fmt: skip
"""What a sound costs that no letter of the name asks for."""
